import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";

/** For a person who signed in without a role here, or without the one that this page asks for. */
export type NotAllowedView = {
  readonly email: string;
  readonly environment: string;
  /** The role that the page asks for; absent where the person has none at all. */
  readonly roleNeeded?: string | undefined;
};

/** Says who is signed in, what is missing, and who can give it. */
export function renderNotAllowed({ email, environment, roleNeeded }: NotAllowedView): Html {
  return renderDocument({
    title: "Not allowed · Firsthand console",
    stylesheet: "console",
    children: (
      <main class="alone">
        <p class="bar-home">
          <Mark /> Firsthand <span class="environment">{environment}</span>
        </p>
        <h1>You are signed in, but this page is not open to you</h1>
        <p>
          {roleNeeded === undefined
            ? `${email} has no role in this console.`
            : `This page needs the role "${roleNeeded}", which ${email} does not have.`}{" "}
          An administrator gives roles by group or e-mail address.
        </p>
        <p>
          <a class="button" href="/cdn-cgi/access/logout">
            Sign in as somebody else
          </a>
        </p>
      </main>
    ),
  });
}
