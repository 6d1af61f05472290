package transport

// FileError says that a file which Options name cannot be used.
type FileError struct {
	Pair bool // it is the client certificate or its key, and else the certificate of the authority
	Err  error
}

func (e *FileError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }
