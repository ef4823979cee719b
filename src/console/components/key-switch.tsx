/**
 * Switches the one-letter keys of the console off, and on again: they are in the way of who speaks to a computer, or whose hand
 * slips (WCAG 2.2, success criterion 2.1.4). Without script there are no such keys, and it stays hidden.
 */
export const KeySwitch = () => <button class="button" type="button" data-key-switch hidden />;
