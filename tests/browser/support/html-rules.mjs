// The rules of html-validate, with the few that our pages break on purpose.

export const htmlRules = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // A bank's name may be long, and it ends every title.
    'long-title': 'off',
    // Templates leave blanks at the ends of lines; nobody sees them.
    'no-trailing-whitespace': 'off',
    // Both spellings of an empty element are HTML.
    'void-style': 'off',
    // Tables that turn into stacked rows on phones lose their roles unless these are written out.
    'no-redundant-role': 'off',
    // Hidden fields may share a name to send a list, which this rule cannot be told: see
    // `repeatedNames` in checks.mjs.
    'form-dup-name': 'off',
    // The class `tel` keeps a telephone number on one line.
    'tel-non-breaking': 'off',
  },
};
