// Package verdict is the vocabulary of the kit: what can be said of a test, an
// exercise and a grading, and the stream in which it is said.
//
// It is a leaf. It imports nothing of the kit, it decides nothing, and it prints
// nothing: package grade fills these types, packages under report render them, and
// a recorded stream can be rendered again by anyone who has this package.
//
// # The stream
//
// A stream is one JSON object a line, each with exactly one field that names its
// kind, in this order:
//
//	{"start":    {...}}   once, first: protocol version, toolchain, seed, runs, slugs
//	{"progress": {...}}   any number of times: where a long grading is
//	{"exercise": {...}}   once for each exercise, when it is decided
//	{"summary":  {...}}   once: totals, and whether the grading was interrupted
//	{"signature":{...}}   at most once, last: see package seal
//
// A stream without a summary was cut off. Readers refuse a version that is newer
// than theirs and ignore fields that they do not know.
package verdict
