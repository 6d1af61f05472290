package auth

import "context"

// UnkeptError says that a login cannot be written to where it is kept, as on a full disk.
type UnkeptError struct {
	Profile string
	Renewed bool // it was renewed all the same, and lives in memory: a warning
	Err     error
}

func (e *UnkeptError) Error() string {
	if e.Renewed {
		return "the login was renewed, but it cannot be stored and may end with this program: " + e.Err.Error()
	}
	return "the login has to be renewed, which can be done once only, and could not be stored afterwards: " + e.Err.Error()
}

// Hint says what to do. Only a program that goes on can store later what it has in memory.
func (e *UnkeptError) Hint() string {
	if e.Renewed {
		return "Free some space, or make the folder writable: a program that goes on stores the login with the next request. After a single command, sign in again."
	}
	return "Free some space, or make the folder writable, and try again."
}

// Unwrap returns the cause.
func (e *UnkeptError) Unwrap() error { return e.Err }

// keep stores a renewed login, or holds it in memory where that fails: the server no longer accepts the one that is stored.
func (s *SignIn) keep(ctx context.Context, sessions Sessions, session Session) {
	err := sessions.Save(ctx, session)
	if err == nil {
		return
	}
	told := sessions.held()
	sessions.hold(ctx, session)
	if !told && s.warn != nil {
		s.warn(&UnkeptError{Profile: sessions.Profile, Renewed: true, Err: err})
	}
}
