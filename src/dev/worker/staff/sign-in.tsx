import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { Mark } from "../../../console/components/mark.tsx";
import type { StaffPerson } from "./people.ts";

const ROLES: readonly { readonly role: StaffPerson["role"]; readonly title: string; readonly does: string }[] = [
  { role: "trust", title: "Trust", does: "Reviews checkouts, publishes rules, pauses sales" },
  { role: "brand", title: "Brand", does: "Decides about shops that pose as a brand, keeps the list of partners" },
  { role: "admin", title: "Admin", does: "May do all of that, and forgets people who ask for it" },
];

type SignInView = {
  readonly people: readonly StaffPerson[];
  readonly returnTo: string;
  /** The form named no person of the list. */
  readonly unknown?: boolean;
};

/** One press signs in as one of the people of the development issuer; there is no password to remember. */
export function renderSignIn({ people, returnTo, unknown = false }: SignInView): Html {
  return renderDocument({
    title: "Sign in · Firsthand",
    stylesheet: "shop",
    children: (
      <main class="narrow">
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <h1>Sign in to the console</h1>
        <p class="soft">
          Choose who you are. This page exists only on your machine; in production Cloudflare Access signs people in.
        </p>
        {unknown ? (
          <p class="alert" role="alert">
            That person is not on the list. Choose one below.
          </p>
        ) : null}
        <form method="post" action="/dev/sign-in" class="sign-in">
          <input type="hidden" name="returnTo" value={returnTo} />
          {ROLES.map(({ role, title, does }) => (
            <section class="card sign-in-role">
              <h2>{title}</h2>
              <p class="soft small">{does}</p>
              {people
                .filter((person) => person.role === role)
                .map(({ email, sub }) => (
                  <button class="button" type="submit" name="person" value={sub}>
                    {email}
                  </button>
                ))}
            </section>
          ))}
        </form>
      </main>
    ),
  });
}
