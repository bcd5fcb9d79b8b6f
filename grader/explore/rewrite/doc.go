// Package rewrite turns Go packages with their tests into sources of a scratch module in
// which everything that concerns more than one goroutine goes through a scheduler
// (package sched). Built with it, a test runs under one schedule after another in one
// process.
//
// # How
//
// Sources are edited as text, at the offsets that the syntax tree gives, and never
// printed: what is not edited stays on its line, a //line directive at the top of each
// file names the original, and where pieces of a statement have to change places they are
// fenced by /*line*/ directives. Messages of the compiler, stacks, race reports and
// runtime.Caller all name the original lines; columns are lost. Types come from go/types:
// packages that are not of the standard library are checked from source, the standard
// library from its export data, which makes loading a matter of 0.1 to 0.4 seconds.
//
// # What is rewritten
//
// Go statements; sends, receives, close, len and range of channels; select; range over
// maps, whose order would not be repeatable; and imports of the packages that have a
// shim. This is done in all packages but the standard library's and those taken as they
// are, so that testify or errgroup are scheduled like the program itself. Channels keep
// their types and make and cap stay as they are: the scheduler knows a channel by its
// identity. That is what keeps the rewriting small: gosim changes the types, and has to
// follow each conversion.
//
// Functions of the scheduler are called so that types need not be written: Send(c,
// "c")(v) infers the element type from c, and v is then converted as the language says.
// What the language evaluates at a go statement or at the head of a select is evaluated
// there, once and in order. Receives in a select are assigned in the clause, a select
// that ends a function is replaced by a switch that does.
//
// Each schedule starts from fresh package variables: each package gets a function that
// evaluates its initialisers again in types.Info.InitOrder and calls its init functions.
// The flags of the command line are defined anew, too. Kept are variables of //go:embed,
// those whose initialiser registers something with the standard library for good, by
// itself or in a function that it calls, and in dependencies those of error, function,
// pattern and other plain types that no package ever writes to. Outside of the main module,
// and where something is registered or the type of a variable has no name in its file, the
// variables are also initialised natively when the program starts, when no schedule runs;
// there, a panic of an init function (which may wait for a goroutine that is never started)
// is not fatal.
//
// Files of before Go 1.22, where all iterations of a loop have one variable, are compiled
// as such: a //go:build line says so. There, loops over channels and maps are loops with
// a condition, for such files cannot range over functions; so are those that call recover.
//
// What a source itself calls by a name of ours is renamed before all that.
//
// Dependencies with assembly or //go:linkname are taken as they are, with all that they
// import but the standard library: their sources are copied, and only import paths
// change. They see the real standard library. Nothing in them is scheduled, and they are
// not initialised again: all schedules share their variables. That is sound as long as
// they neither start goroutines nor wait nor ask for the time or random numbers, and show
// nothing of the types that are replaced (a sync.Mutex, say); else they are refused.
// Lengths of arrays that unsafe.Sizeof is in, as for padding, stay what they were, though
// types that are replaced have other sizes.
//
// # Memory
//
// In packages of the main module, reads and writes of memory that may be shared are
// marked, for traces that show a lost update. Shared are package variables and captured
// local variables that are assigned to after their declaration, variables whose address
// is taken, fields behind a pointer that somebody writes to, and elements of slices and
// maps, unless these are local and go nowhere. A write is marked after the right side of
// the assignment was evaluated. It is left unmarked where marking could change what the
// program does: an operand of x op= e that calls functions, and assignments with calls in
// the head of an if, for or switch. A result that is returned by its name is left alone:
// there the compiler does nothing, and through a pointer it would write. Elements that a
// labelled loop ranges over are not marked.
//
// The compiler loads the variables of an expression after all calls in it, and so after
// those that mark reads. Where a marked read follows, the first value is an argument of
// sched.Get, which has it loaded in its turn. Where the program calls a function, it is
// loaded behind that, as it is natively. Values of sync and sync/atomic are never marked:
// their methods are events. Race detection does not depend on these marks.
//
// # What is refused
//
// What would block, or differ from run to run, out of the scheduler's sight: package net
// (but url, netip and mail), os/exec, os/signal, plugin, syscall, x/sys (but what only
// asks, as for a terminal or the process's number), os.Pipe, os.Stdin and processes,
// io.Pipe, channel operations through package reflect, pointers of package unsafe, cgo,
// and assembly and //go:linkname in the main module. Constants and types are never
// refused. In dependencies the same functions are not refused where they stand, for most
// of them are never called: a function that uses one makes the scheduler give up when it
// runs.
//
// # What is not seen
//
// Packages whose tests import what imports the package are one copy here and not two;
// where that makes a cycle the tests are refused. A //go:embed pattern that matches Go
// files of its own folder is refused.
//
// Sources: https://go.dev/ref/spec (evaluation order, terminating statements),
// https://pkg.go.dev/cmd/compile#hdr-Line_Directives, https://go.dev/ref/mem, and for the
// approach https://github.com/jellevandenhooff/gosim and https://docs.rs/shuttle.
package rewrite
