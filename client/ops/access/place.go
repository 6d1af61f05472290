package access

// Where secrets of a profile are kept. "" is PlaceKeyring.
const (
	PlaceKeyring = "keyring" // of the operating system; a private file where there is none
	PlaceFile    = "file"    // a private file
	PlaceEnv     = "env"     // nowhere: the environment has them each time
)
