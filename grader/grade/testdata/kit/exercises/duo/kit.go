package duo

// Size is how many functions there are.
const Size = 2
