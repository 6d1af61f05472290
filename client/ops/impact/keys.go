package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// keyRules: the server opens its key store once, when it starts (CryptoProviderProviderFactory.java, CryptoProviderFactory.java,
// AuthCryptoProvider.java), so a bad setting waits for the next restart.
var keyRules = slices.Concat([]Rule{
	{
		ID: "key-store", Severity: LockOut,
		Summary: "keyStoreFile or keyStoreSecret changes: at its next start the server must be able to open its keys with it",
		Find:    about(findKeyStore, "keyStoreFile", "keyStoreSecret"),
	},
	{
		ID: "key-certificate-name", Severity: Caution,
		Summary: "dnName changes, the name in the certificates of new keys",
		Find:    about(findKeyDN, "dnName"),
	},
	{
		ID: "key-storage", Severity: LockOut,
		Summary: "webKeysStorage is not keystore, the only storage that is implemented",
		Find:    about(findKeyStorage, "webKeysStorage"),
	},
	{
		ID: "key-rotation-unset", Severity: LockOut,
		Summary: "keyRegenerationEnabled is emptied, which the server does not survive",
		Find:    about(findRotationUnset, "keyRegenerationEnabled"),
	},
	{
		ID: "key-rotation-interval", Severity: Danger,
		Summary: "keyRegenerationInterval becomes 0 or less",
		Find:    about(findRotationInterval, "keyRegenerationInterval"),
	},
	{
		ID: "key-pinned", Severity: Danger,
		Summary: "staticKid pins the signing key",
		Find:    about(findStaticKid, "staticKid"),
	},
	{
		ID: "signing-algorithm", Severity: Caution,
		Summary: "defaultSignatureAlgorithm changes for every client without an algorithm of its own",
		Find:    about(findSigningAlgorithm, "defaultSignatureAlgorithm"),
	},
}, toggleRules(
	toggle{
		id: "key-rotation-off", property: "keyRegenerationEnabled", to: false, severity: Caution,
		message: "Signing keys are no longer renewed: the present ones stay in use beyond the expiry published with them, and a key that leaks keeps its worth.",
	},
	toggle{
		id: "key-rotation-on", property: "keyRegenerationEnabled", to: true, severity: Caution,
		message: "Signing keys are renewed every keyRegenerationInterval hours. Applications that keep the old key set fail until they fetch the new one, and JWT access tokens end with the key.",
		when:    "from the next renewal on",
	},
	toggle{
		id: "key-shared-on", property: "keySignWithSameKeyButDiffAlg", to: true, severity: Caution,
		message: "The first key found signs with every algorithm, whatever algorithm it was made for: applications that compare both refuse the signature.",
	},
))

// untilRestart is who can repair the keys, and how long.
const untilRestart = "Until the restart this console can take the change back, afterwards only the database."

func findKeyStore(f Facts, c change.Change) []Impact {
	return []Impact{{
		Message: "At its next start the auth server opens its key store with this setting. If file and password do not fit together it has no keys: it cannot sign tokens, and consoles cannot sign in or be checked.",
		When:    atRestart,
		Advice:  "Change file, password and the store on disk together, on every node. Keep the old password: the journal holds no secrets. " + untilRestart,
	}}
}

func findKeyDN(f Facts, c change.Change) []Impact {
	message := "New signing keys get certificates with this name; if it is no valid distinguished name, the server can make no new keys and goes on with the old ones."
	if f.Text("dnName") == "" {
		message = "Without a name the server can make no certificates, and so no new signing keys; it goes on with the old ones."
	}
	return []Impact{{Message: message, When: atRestart}}
}

func findKeyStorage(f Facts, c change.Change) []Impact {
	value := f.Text("webKeysStorage")
	if value == "keystore" {
		return nil
	}
	return []Impact{{
		Message: "The server implements no key storage but keystore. With " + shown(value) + " it starts without keys and can sign nothing.",
		When:    atRestart,
		Advice:  untilRestart,
	}}
}

// findRotationUnset: both places that read the setting unbox it without a check (CryptoProviderFactory.java,
// KeyGeneratorTimer.java).
func findRotationUnset(f Facts, c change.Change) []Impact {
	return says(document.IsEmpty(f.After.Get("keyRegenerationEnabled")), Impact{
		Message: "The server does not expect this setting to be empty: key renewal stops with an error at once, and at its next start the server cannot open its keys.",
		When:    atRestart,
		Advice:  "Set it to true or false. " + untilRestart,
	})
}

func findRotationInterval(f Facts, c change.Change) []Impact {
	n, ok := f.Int("keyRegenerationInterval")
	return says(ok && n <= 0, Impact{
		Message: "New keys are published with an expiry only one id_token lifetime away, but are renewed every 60 h: most of the time the server signs with keys that are marked as expired.",
		When:    pickUp,
		Advice:  "Give the hours between two renewals, 48 as shipped.",
	})
}

// findStaticKid: JwtSigner.java, ServerCryptoProvider.java.
func findStaticKid(f Facts, c change.Change) []Impact {
	kid := f.Text("staticKid")
	return says(kid != "", Impact{
		Message: "Everything is signed with the key " + shown(kid) + ", whatever algorithm is asked for. If the key store has no such key, or key renewal removes it, nothing can be signed: no id_tokens and no JWT access tokens.",
		When:    pickUp,
		Advice:  "Pin only a key that is in the key store, and leave it out of renewal.",
	})
}

func findSigningAlgorithm(f Facts, c change.Change) []Impact {
	value := f.Text("defaultSignatureAlgorithm")
	if value == "" || value == "none" {
		return []Impact{{Severity: Danger, When: pickUp, Message: "Tokens of clients without an algorithm of their own are to go unsigned: the server refuses that while rejectJwtWithNoneAlg is on, and applications cannot tell them from forged ones when it is off."}}
	}
	return []Impact{{When: "for tokens issued from 30 s on",
		Message: "Clients without an algorithm of their own get tokens signed with " + shown(value) + ". Applications that accept only the old one refuse them, and nothing can be signed unless the key store has such a key."}}
}
