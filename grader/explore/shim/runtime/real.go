package runtime

import "runtime"

// These are the real ones.
const (
	Compiler = runtime.Compiler
	GOARCH   = runtime.GOARCH
	GOOS     = runtime.GOOS
)

// These are the real ones.
type (
	BlockProfileRecord = runtime.BlockProfileRecord
	Cleanup            = runtime.Cleanup
	Error              = runtime.Error
	Frame              = runtime.Frame
	Frames             = runtime.Frames
	Func               = runtime.Func
	MemProfileRecord   = runtime.MemProfileRecord
	MemStats           = runtime.MemStats
	PanicNilError      = runtime.PanicNilError
	Pinner             = runtime.Pinner
	StackRecord        = runtime.StackRecord
	TypeAssertionError = runtime.TypeAssertionError
)

// MemProfileRate is a copy: setting it has no effect.
var MemProfileRate = runtime.MemProfileRate

// These are the real ones. They are variables, for a function that calls another one is a
// frame more.
var (
	BlockProfile = runtime.BlockProfile
	Breakpoint   = runtime.Breakpoint
	//lint:ignore SA1019 it is there in the original
	CPUProfile    = runtime.CPUProfile
	Caller        = runtime.Caller
	Callers       = runtime.Callers
	CallersFrames = runtime.CallersFrames
	FuncForPC     = runtime.FuncForPC
	//lint:ignore SA1019 it is there in the original
	GOROOT                  = runtime.GOROOT
	GoroutineProfile        = runtime.GoroutineProfile
	MemProfile              = runtime.MemProfile
	MutexProfile            = runtime.MutexProfile
	NumCgoCall              = runtime.NumCgoCall
	ReadMemStats            = runtime.ReadMemStats
	ReadTrace               = runtime.ReadTrace
	SetBlockProfileRate     = runtime.SetBlockProfileRate
	SetCPUProfileRate       = runtime.SetCPUProfileRate
	SetCgoTraceback         = runtime.SetCgoTraceback
	SetMutexProfileFraction = runtime.SetMutexProfileFraction
	Stack                   = runtime.Stack
	StartTrace              = runtime.StartTrace
	StopTrace               = runtime.StopTrace
	ThreadCreateProfile     = runtime.ThreadCreateProfile
	Version                 = runtime.Version
)
