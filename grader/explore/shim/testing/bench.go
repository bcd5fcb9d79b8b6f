package testing

import (
	"testing"
	"time"
)

// B is testing.B. Benchmarks are never run.
type B struct {
	common
	N int
}

// Elapsed is testing.B.Elapsed.
func (b *B) Elapsed() time.Duration { return 0 }

// Loop is testing.B.Loop: there is no iteration.
func (b *B) Loop() bool { return false }

// ReportAllocs is testing.B.ReportAllocs.
func (b *B) ReportAllocs() {}

// ReportMetric is testing.B.ReportMetric.
func (b *B) ReportMetric(n float64, unit string) {}

// ResetTimer is testing.B.ResetTimer.
func (b *B) ResetTimer() {}

// Run is testing.B.Run. It does not run f.
func (b *B) Run(name string, f func(b *B)) bool { return true }

// RunParallel is testing.B.RunParallel. It does not run body.
func (b *B) RunParallel(body func(*PB)) {}

// SetBytes is testing.B.SetBytes.
func (b *B) SetBytes(n int64) {}

// SetParallelism is testing.B.SetParallelism.
func (b *B) SetParallelism(p int) {}

// StartTimer is testing.B.StartTimer.
func (b *B) StartTimer() {}

// StopTimer is testing.B.StopTimer.
func (b *B) StopTimer() {}

// PB is testing.PB.
type PB struct{ _ int }

// Next is testing.PB.Next: there is no iteration.
func (pb *PB) Next() bool { return false }

// BenchmarkResult is testing.BenchmarkResult.
type BenchmarkResult = testing.BenchmarkResult

// Benchmark is testing.Benchmark. It does not run f.
func Benchmark(f func(b *B)) BenchmarkResult { return BenchmarkResult{} }

// AllocsPerRun is testing.AllocsPerRun. It calls f as often; what it allocates is not
// what it would without the explorer, and said to be nothing.
//
//go:noinline
func AllocsPerRun(runs int, f func()) (avg float64) {
	for range runs + 1 {
		f()
	}
	return 0
}

// F is testing.F. Fuzz targets are never run.
type F struct {
	common
}

// Add is testing.F.Add.
func (f *F) Add(args ...any) {}

// Fuzz is testing.F.Fuzz. It does not run ff.
func (f *F) Fuzz(ff any) {}
