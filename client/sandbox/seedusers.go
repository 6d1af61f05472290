package sandbox

import (
	"slices"
	"time"
)

// users stores the sample persons with values for the claims of the standard scopes, so that every scope has something to release.
func (s *seeder) users() error {
	for _, user := range s.in.Users {
		inum, err := newUUID(s.source)
		if err != nil {
			return err
		}
		doc := document{
			"inum": inum, "userId": user.Name, "mail": user.Name + "@example.org", "emailVerified": true, "jansStatus": "active",
			"jansPrefUsrName": user.Name, "createdAt": s.now.UTC().Format(time.RFC3339), "updatedAt": s.now.UTC().Format(time.RFC3339),
			"userPassword": passwordHash(inum, user.Password),
		}
		for attribute, value := range samplePersons()[user.Name] {
			doc[attribute] = value
		}
		if len(user.Roles) > 0 {
			doc["jansAdminUIRole"] = user.Roles
		}
		if slices.Contains(user.Roles, roleAdmin) {
			doc["role"] = []string{"CasaAdmin"}
		}
		if err := s.put(bucketUsers, "people", doc); err != nil {
			return err
		}
	}
	return nil
}

// samplePersons are the values of attributes by user. Not everybody has everything: a claim without a value is not released.
func samplePersons() map[string]document {
	return map[string]document{
		"admin": {
			"displayName": "Default Admin User", "givenName": "Admin", "sn": "User", "nickname": "Admin", "locale": "en-US", "zoneinfo": "UTC",
			"c": "US", "phoneNumberVerified": false,
		},
		"auditor": {
			"displayName": "Ada Auditor", "givenName": "Ada", "sn": "Auditor", "nickname": "Ada", "locale": "en-GB", "zoneinfo": "Europe/London",
			"c": "GB", "phoneNumberVerified": false,
		},
		"maria": {
			"displayName": "Maria Sanchez", "givenName": "Maria", "middleName": "Isabel", "sn": "Sanchez", "nickname": "Mari",
			"gender": "female", "birthdate": "1987-04-21", "locale": "es-ES", "zoneinfo": "Europe/Madrid", "preferredLanguage": "es",
			"website": "https://maria.example.org", "profile": "https://people.example.org/maria", "picture": "https://people.example.org/maria.png",
			"homePostalAddress": "Calle Mayor 12\n28013 Madrid", "street": "Calle Mayor 12", "l": "Madrid", "st": "Madrid", "postalCode": "28013",
			"c": "ES", "roomNumber": "4.17", "telephoneNumber": "+34 915 550 123", "phoneNumberVerified": true,
			"mobile": []string{"+34 655 550 124", "+34 655 550 125"}, "title": "Engineer", "employeeNumber": "10042", "departmentNumber": "R&D",
		},
		"wang.wei": {
			"displayName": "王伟", "givenName": "伟", "sn": "王", "nickname": "小伟", "gender": "male", "birthdate": "1990-11-02",
			"locale": "zh-CN", "zoneinfo": "Asia/Shanghai", "preferredLanguage": "zh", "website": "https://王伟.example",
			"homePostalAddress": "南京东路100号\n上海市 200001", "street": "南京东路100号", "l": "上海市", "postalCode": "200001", "c": "CN",
			"telephoneNumber": "+86 21 5550 0199", "phoneNumberVerified": true, "mobile": []string{"+86 138 5550 0177"},
			"title": "工程师", "employeeNumber": "10077", "departmentNumber": "QA",
		},
	}
}
