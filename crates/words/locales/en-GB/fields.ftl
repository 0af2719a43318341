# What is said about any field of a form. $label is what the field is called: “Name”.

field-too-long = { $label } must be { $most } characters or less
