package sandbox

import (
	"encoding/json"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
)

// The states of a request (DeviceAuthorizationStatus.java).
const (
	devicePending  = "pending"
	deviceDenied   = "denied"
	deviceApproved = "approved"
)

// deviceRequest is a device that waits for a person. Times are epoch milliseconds.
type deviceRequest struct {
	UserCode string `json:"userCode"`
	ClientID string `json:"clientId"`
	Scope    string `json:"scope"`
	Status   string `json:"status"`
	Lifetime int64  `json:"lifetime"` // in seconds
	Expires  int64  `json:"expirationDate"`
	LastPoll int64  `json:"lastAccess"`
	UserDN   string `json:"userDn,omitempty"`
	SID      string `json:"session,omitempty"` // name of the browser session it was approved in
	Session  string `json:"sessionId,omitempty"`
	AuthTime int64  `json:"authenticationTime,omitempty"`
}

func (d *deviceRequest) validAt(now time.Time) bool { return now.UnixMilli() < d.Expires }

// approve gives the request to a person who has signed in in a session, nil for none.
func (d *deviceRequest) approve(userDN string, session *browserSession, authTime time.Time) {
	d.Status, d.UserDN, d.AuthTime = deviceApproved, userDN, authTime.UnixMilli()
	if session != nil {
		d.SID, d.Session = session.SID, session.ID
	}
}

// deviceStore keeps requests under the SHA-256 of the device code.
type deviceStore struct {
	store *store
	clock Clock
}

// add stores a new request and removes those that have expired.
func (d *deviceStore) add(deviceCode string, request *deviceRequest) error {
	return d.store.update(func(tx *bbolt.Tx) error {
		expired, err := deviceKeys(tx, func(r *deviceRequest) bool { return !r.validAt(d.clock.Now()) })
		if err != nil {
			return err
		}
		for _, key := range expired {
			if err := tx.Bucket(bucketDevices).Delete([]byte(key)); err != nil {
				return err
			}
		}
		return request.put(tx, tokenHash(deviceCode))
	})
}

// poll is the question whether a person has decided, and takes an approved request out. A refusal is an error code. Each poll gives the
// request its full lifetime again, so that one that is polled does not expire. With an approver it is approved after this poll.
func (d *deviceStore) poll(deviceCode, clientID string, slow time.Duration, approver *person) (request *deviceRequest, refusal string, err error) {
	key, now := tokenHash(deviceCode), d.clock.Now()
	err = d.store.update(func(tx *bbolt.Tx) error {
		if request, err = readDevice(tx, key); err != nil {
			return err
		}
		switch {
		case request == nil || !request.validAt(now):
			refusal = "expired_token"
			return nil
		case request.ClientID != clientID:
			refusal = "invalid_grant"
			return nil
		case request.Status == deviceApproved:
			return tx.Bucket(bucketDevices).Delete([]byte(key))
		case request.Status == deviceDenied:
			refusal = "access_denied"
		case now.Sub(time.UnixMilli(request.LastPoll)) > slow:
			refusal = "authorization_pending"
		default:
			refusal = "slow_down"
		}
		request.LastPoll = now.UnixMilli()
		request.Expires = now.Add(time.Duration(request.Lifetime) * time.Second).UnixMilli()
		if request.Status == devicePending && approver != nil {
			request.approve(approver.dn, nil, now)
		}
		return request.put(tx, key)
	})
	return request, refusal, err
}

// named finds the request with a user code, nil when there is none or it has expired. An approved one is not found: its user code is used up.
func (d *deviceStore) named(userCode string) (request *deviceRequest, err error) {
	err = d.store.view(func(tx *bbolt.Tx) error {
		var key string
		if key, err = d.keyOf(tx, userCode); err == nil && key != "" {
			request, err = readDevice(tx, key)
		}
		return err
	})
	return request, err
}

// decide lets a person decide a request that is pending still; false when it no longer is.
func (d *deviceStore) decide(userCode string, decision func(*deviceRequest)) (decided bool, err error) {
	err = d.store.update(func(tx *bbolt.Tx) error {
		key, err := d.keyOf(tx, userCode)
		if err != nil || key == "" {
			return err
		}
		request, err := readDevice(tx, key)
		if err != nil || request.Status != devicePending {
			return err
		}
		decision(request)
		decided = true
		return request.put(tx, key)
	})
	return decided, err
}

func (d *deviceStore) keyOf(tx *bbolt.Tx, userCode string) (string, error) {
	keys, err := deviceKeys(tx, func(r *deviceRequest) bool {
		return r.UserCode == userCode && r.Status != deviceApproved && r.validAt(d.clock.Now())
	})
	if err != nil || len(keys) == 0 {
		return "", err
	}
	return keys[0], nil
}

// deviceKeys are the keys of the requests that are meant.
func deviceKeys(tx *bbolt.Tx, meant func(*deviceRequest) bool) (keys []string, err error) {
	err = tx.Bucket(bucketDevices).ForEach(func(key, _ []byte) error {
		request, err := readDevice(tx, string(key))
		if err == nil && meant(request) {
			keys = append(keys, string(key))
		}
		return err
	})
	return keys, err
}

func readDevice(tx *bbolt.Tx, key string) (*deviceRequest, error) {
	raw := tx.Bucket(bucketDevices).Get([]byte(key))
	if raw == nil {
		return nil, nil
	}
	request := new(deviceRequest)
	if err := json.Unmarshal(raw, request); err != nil {
		return nil, fmt.Errorf("stored device request %s is damaged: %w", key, err)
	}
	return request, nil
}

func (d *deviceRequest) put(tx *bbolt.Tx, key string) error {
	raw, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return tx.Bucket(bucketDevices).Put([]byte(key), raw)
}
