/** A list to choose from, in a form that narrows a page. @param value what is chosen; null stands for the empty one */
export const filterChoice = (name: string, label: string, value: string | null, options: readonly { readonly value: string; readonly label: string }[]) => ({
  name, label, options: options.map((option) => ({ ...option, chosen: option.value === (value ?? '') })),
});

/** A field to type into, in a form that narrows a page. */
export const filterInput = (name: string, type: string, label: string, value: string, maxlength?: number) => ({ name, type, label, value, maxlength });
