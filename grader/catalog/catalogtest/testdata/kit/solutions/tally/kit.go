package tally

// Step is what one mark counts.
const Step = 1
