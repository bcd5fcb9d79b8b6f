package testing

import "testing"

// M is testing.M.
type M struct{ run func() int }

// NewM returns an M that runs the tests of a program, for its TestMain.
func NewM(run func() int) *M { return &M{run} }

// Run is testing.M.Run.
//
//go:noinline
func (m *M) Run() (code int) {
	if m.run == nil {
		return 0
	}
	return m.run()
}

// InternalTest is testing.InternalTest.
type InternalTest struct {
	Name string
	F    func(*T)
}

// InternalBenchmark is testing.InternalBenchmark.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// InternalFuzzTarget is testing.InternalFuzzTarget.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// InternalExample is testing.InternalExample.
type InternalExample = testing.InternalExample

// Cover is testing.Cover.
type Cover = testing.Cover

// CoverBlock is testing.CoverBlock.
type CoverBlock = testing.CoverBlock

// Short is testing.Short: false.
func Short() bool { return false }

// Verbose is testing.Verbose: false.
func Verbose() bool { return false }

// Testing is testing.Testing: true.
func Testing() bool { return true }

// CoverMode is testing.CoverMode: there is no coverage.
func CoverMode() string { return "" }

// Coverage is testing.Coverage: there is none.
func Coverage() float64 { return 0 }

// RegisterCover is testing.RegisterCover.
func RegisterCover(c Cover) {}

// Init is testing.Init: there are no flags.
func Init() {}

// Main is testing.Main. Nothing is run.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
}

// MainStart is testing.MainStart. Nothing will be run.
func MainStart(deps any, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	return &M{}
}

// RunTests is testing.RunTests. Nothing is run.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	return true
}

// RunBenchmarks is testing.RunBenchmarks. Nothing is run.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {}

// RunExamples is testing.RunExamples. Nothing is run.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	return true
}
