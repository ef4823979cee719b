/** On a phone the navigation is wider than the screen: the section that one is in comes into sight. */
export function showCurrentSection(root: ParentNode): void {
  root.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}
