import { readsAs } from "../../domain/case/reads-as.ts";

/** What a case is about, in the letters of DNS and, where those differ, in the letters that a person sees. Never a link. */
export const SubjectName = ({ subject }: { readonly subject: string }) => {
  const reads = readsAs(subject);
  return (
    <>
      <code class="subject">{subject}</code>
      {reads === undefined ? null : (
        <span class="soft small">
          {" "}
          shown as <code class="subject">{reads}</code>
        </span>
      )}
    </>
  );
};
