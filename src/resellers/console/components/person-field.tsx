type PersonFieldProps = { readonly id: string; readonly people: readonly string[]; readonly me: string };

/** Whom a case is given to, oneself first. */
export const PersonField = ({ id, people, me }: PersonFieldProps) => (
  <div class="field">
    <label for={id}>Who works on it</label>
    <select id={id} name="assignTo">
      <option value={me}>Me ({me})</option>
      {people
        .filter((person) => person !== me)
        .map((person) => (
          <option value={person}>{person}</option>
        ))}
      <option value="">Nobody</option>
    </select>
  </div>
);
