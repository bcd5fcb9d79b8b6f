// Package rand stands for the standard library's math/rand in explored programs: what is
// drawn from the global source depends on the seed of the exploration and on what happened
// before in the schedule. Generators of the program's own are the real ones.
package rand

import (
	"math/rand"

	"racekit/grader/explore/sched"
)

// These are the real ones.
type (
	Rand     = rand.Rand
	Source   = rand.Source
	Source64 = rand.Source64
	Zipf     = rand.Zipf
)

// These are the real ones.
var (
	New       = rand.New
	NewSource = rand.NewSource
	NewZipf   = rand.NewZipf
)

// source draws from the schedule. It has no state of its own, so that goroutines can share
// it as they share the global source.
type source struct{}

// Uint64 implements rand.Source64.
func (source) Uint64() uint64 { return sched.Draw() }

// Int63 implements rand.Source.
func (source) Int63() int64 { return int64(sched.Draw() >> 1) }

// Seed implements rand.Source.
func (source) Seed(int64) {}

var global = rand.New(source{})

// Seed does nothing: the exploration has its own seed.
//
//go:noinline
func Seed(seed int64) {}

// Int63 is rand.Int63.
//
//go:noinline
func Int63() int64 { return global.Int63() }

// Uint32 is rand.Uint32.
//
//go:noinline
func Uint32() uint32 { return global.Uint32() }

// Uint64 is rand.Uint64.
//
//go:noinline
func Uint64() uint64 { return global.Uint64() }

// Int31 is rand.Int31.
//
//go:noinline
func Int31() int32 { return global.Int31() }

// Int is rand.Int.
//
//go:noinline
func Int() int { return global.Int() }

// Int63n is rand.Int63n.
//
//go:noinline
func Int63n(n int64) int64 { return global.Int63n(n) }

// Int31n is rand.Int31n.
//
//go:noinline
func Int31n(n int32) int32 { return global.Int31n(n) }

// Intn is rand.Intn.
//
//go:noinline
func Intn(n int) int { return global.Intn(n) }

// Float64 is rand.Float64.
//
//go:noinline
func Float64() float64 { return global.Float64() }

// Float32 is rand.Float32.
//
//go:noinline
func Float32() float32 { return global.Float32() }

// Perm is rand.Perm.
//
//go:noinline
func Perm(n int) []int { return global.Perm(n) }

// Shuffle is rand.Shuffle.
//
//go:noinline
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// Read is rand.Read. The generator's own would keep what is left of a word.
//
//go:noinline
func Read(p []byte) (n int, err error) { return rand.New(source{}).Read(p) }

// NormFloat64 is rand.NormFloat64.
//
//go:noinline
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 is rand.ExpFloat64.
//
//go:noinline
func ExpFloat64() float64 { return global.ExpFloat64() }
