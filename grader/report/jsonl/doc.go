// Package jsonl writes the stream of a grading as it is: one JSON object a line. It is
// what 'racekit grade --json' prints and what 'racekit show FILE' reads.
//
// # Schema, version 1
//
// Each line has exactly one field, which names its kind. A field that is false, zero or
// empty may be missing. A reader must ignore fields and kinds that it does not know and
// refuse a larger version. A stream without a summary was cut off.
//
//	start      once, first
//	  version    the version of the stream, 1
//	  kit        digest of the exercises' tests and metadata
//	  harness    digest of the kit's own sources that are linked into what is executed
//	  go         toolchain and platform
//	  race       executions are watched by the race detector
//	  leaks      the goroutine leak profile is available
//	  tier       how far submissions were confined: "T0", "T1" or "T2" (go doc ./grader/confine)
//	  seed       where start orders and perturbations come from
//	  runs       executions of each test, at most
//	  schedules  schedules of each test to explore, at most
//	  fresh      no verdict of an earlier grading is taken over
//	  slugs      the exercises to be graded, in the order of the course
//	  dir        the folder that was graded, as 'grade --dir' named it; missing for the kit's own
//	  notices    TEXT...; things to know about this grading
//	progress   any number of times; not part of the result
//	  doing      TEXT; the phase
//	  done       steps done of this phase
//	  total      steps of this phase, 0 if not known
//	exercise   once for each exercise, when it is decided
//	  slug       its name in commands
//	  title      TEXT
//	  dir        its folder, relative to the tree that was graded
//	  verdict    VERDICT; the worst of its tests' and findings'
//	  points     points that can be earned
//	  earned     points earned
//	  untouched  its files are those that the kit ships
//	  counts     false if files of the kit were changed: earned adds nothing to the total
//	  remembered an earlier grading of the same decided it
//	  files      path -> DIGEST of each of the learner's files, "" if it could not be taken
//	  digest     DIGEST of the exercise: that of its metadata, tests and kit files
//	  bounds     what one execution may use
//	    cpuMillis   processor time, in milliseconds
//	    wallMillis  time on the clock, in milliseconds
//	    memoryBytes memory, in bytes
//	  tests      a list of
//	    name       the test function
//	    title      TEXT
//	    verdict    VERDICT; that of the worst execution
//	    points     points that can be earned
//	    earned     points, or 0
//	    executions how many were done
//	    tally      VERDICT -> how many executions ended so
//	    explored   how much of its schedules was explored; missing if nothing was
//	      schedules  how many were executed
//	      complete   there are no others
//	      covered    TEXT; the same in words
//	    finding    FINDING; missing for a pass
//	    millis     time of all executions, in milliseconds
//	  findings   FINDING...; those of the exercise as a whole
//	  notes      a list of
//	    file       the file it is about
//	    text       TEXT
//	    remedy     a command that mends it
//	summary    once; nothing but a signature follows it
//	  points     of the exercises that count and could be graded
//	  earned     of the same
//	  graded     how many exercises were graded
//	  passed     how many of them pass whole, and count
//	  untouched  how many of them are untouched
//	  remembered how many of them an earlier grading decided
//	  notCounted slugs left out of the total because files of the kit were changed
//	  notGraded  slugs left out of the total because the grader failed
//	  next       slug of the exercise to do next
//	  interrupted the grading was stopped; what was decided by then is above
//	  millis     wall time, in milliseconds
//	  peakBytes  memory of the largest process, in bytes
//	signature  once, last, with 'grade --sign' only; 'racekit verify' checks it
//	  key        the public key
//	  digest     SHA-256 of all lines before this one
//	  signature  what signs the digest; package seal says how
//
// A DIGEST is "sha256:" and 64 hexadecimal digits, of a text with line ends as on Unix.
//
// A TEXT is {"en": ..., "ja": ...}. A VERDICT is one of the words of package verdict:
// "not graded", "refused", "does not compile", "out of memory", "panic", "data race",
// "deadlock", "livelock", "goroutine leak", "wrong result", "hang", "too slow", "pass".
//
//	FINDING
//	  verdict    VERDICT
//	  test       the test function; missing for the exercise as a whole
//	  place      PLACE; the learner's line to look at first
//	  what       TEXT; what happened
//	  why        TEXT; why that is wrong
//	  direction  TEXT; where to go, without code
//	  message    what the test, the compiler or the runtime said
//	  accesses   the two sides of a data race, each
//	    op         "read", "write", "atomic write", ...
//	    at         PLACE
//	    goroutine  the name of one of the goroutines
//	  goroutines a list of
//	    name       short, unique in the finding
//	    state      the runtime's word: "chan send", ...
//	    at         PLACE; where it stands
//	    created    PLACE; the go statement that started it
//	    like       how many more there are in the same state at the same place
//	    test       it is the goroutine of the test itself
//	    callback   it stands in code of the tests or the kit that the learner's called at that place
//	  execution  the number of the execution that showed it
//	  seed       its seed
//	  procs      its GOMAXPROCS
//	  schedule   an order of steps that shows it, where one was found by exploring
//	    token      'racekit replay TOKEN' executes it again
//	    preemptions how often the turn was taken from a goroutine that could have gone on
//	    failed     how many of the schedules counted fail
//	    counted    how many were counted
//	    trace      TEXT; the schedule step by step, of several lines
//	  raw        the report that it was read from, cut to a few KiB
//	PLACE
//	  file       slash-separated, relative to the tree that was graded
//	  line       from 1
//	  func       the function
//	  learner    the file is one that the learner may edit
//
// # Example
//
//	{"start":{"version":1,"go":"go1.26.8 linux/amd64","race":true,"leaks":true,"seed":7,"runs":10,"slugs":["counter"]}}
//	{"progress":{"doing":{"en":"running the tests","ja":"テストを実行しています"},"done":1,"total":10}}
//	{"exercise":{"slug":"counter","title":{"en":"Counter","ja":"カウンター"},"dir":"exercises/counter","verdict":"data race","points":100,"earned":0,"counts":true,"tests":[{"name":"TestConcurrent","title":{"en":"no update is lost","ja":"更新が失われない"},"verdict":"data race","points":100,"earned":0,"executions":1,"tally":{"data race":1},"finding":{"verdict":"data race","test":"TestConcurrent","place":{"file":"exercises/counter/counter.go","line":21,"learner":true},"what":{"en":"Value reads c.n without the lock.","ja":"Value はロックせずに c.n を読み取ります。"}}}]}}
//	{"summary":{"points":100,"earned":0,"graded":1,"passed":0,"untouched":0,"next":"counter"}}
package jsonl
