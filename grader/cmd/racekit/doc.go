// Racekit grades exercises in concurrency, and explores the tests of any Go package.
//
// A learner fixes a stub; racekit builds it with the race detector, executes its tests
// many times, explores the schedules of those that pass, says which lines went wrong and
// why, in English or Japanese, and gives a score.
//
// 'racekit explore' runs the tests of any package under every schedule that it can, and
// shows the simplest that fails; 'racekit replay TOKEN' executes that one again. Neither
// needs the kit, nor a change to the package.
//
// 'racekit --help' lists the commands, 'racekit help COMMAND' explains one.
//
// Exit codes:
//
//	0    done, whatever the score, unless --fail-under asks for more
//	1    with --fail-under, the score is below it or an exercise does not count;
//	     or 'check' found something wrong; or 'explore' or 'replay' found a schedule
//	     that fails; or what 'verify' was given is not authentic
//	2    wrong usage or input: an unknown exercise, a broken exercise.toml; for 'explore'
//	     also a package that does not compile or has no tests, for 'replay' a token
//	     that is none
//	3    racekit could not do its job: no Go, no C compiler, no space; or
//	     submissions cannot be confined as far as --require-tier asks
//	4    'explore' or 'replay' found nothing that fails, but refused something that
//	     uses what it cannot control
//	130  interrupted; what was decided by then was reported
//
// Environment:
//
//	RACEKIT_LANG     en or ja; before LC_ALL and LANG
//	RACEKIT_SCRATCH  folder for scratch modules, by default in the user's cache
//	NO_COLOR         no colour, whatever its value
//	GITHUB_ACTIONS   "true": annotations and a job summary are written as well
package main
