// Racekit grades exercises in concurrency.
//
// A learner fixes a stub; racekit builds it with the race detector, executes its tests
// many times, says which lines went wrong and why, in English or Japanese, and gives a
// score. 'racekit --help' lists the commands, 'racekit help COMMAND' explains one.
//
// Exit codes:
//
//	0    done, whatever the score, unless --fail-under asks for more
//	1    with --fail-under, the score is below it or an exercise does not count;
//	     or 'check' found something wrong
//	2    wrong usage or input: an unknown exercise, a broken exercise.toml
//	3    the grader could not do its job: no Go, no C compiler, no space
//	130  interrupted; what was decided by then was reported
//
// Environment:
//
//	RACEKIT_LANG     en or ja; before LC_ALL and LANG
//	RACEKIT_SCRATCH  folder for scratch modules, by default in the user's cache
//	NO_COLOR         no colour, whatever its value
//	GITHUB_ACTIONS   "true": annotations and a job summary are written as well
package main
