// Problems at the top of a form are read out first.
document.getElementById('error-summary')?.focus();
