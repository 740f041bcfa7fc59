/** A form drawn for another session than this one. Answered with the same form again, to be sent once more. */
export class StaleForm extends Error {}
