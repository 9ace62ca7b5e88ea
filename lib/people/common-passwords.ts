/**
 * What guessers try first and what, repeated or with a few characters added, reaches the asked length; as the
 * policy reduces passwords (small letters, o for 0, a for @, s for $, no signs).
 */
export const COMMON_PASSWORDS: readonly string[] = [
  ...['password', 'passwort', 'motdepasse', 'contrasena', 'parola', 'passphrase', 'passw', 'passcode'],
  ...['qwertyuiop', 'qwertyuiopasdfghjkl', 'qwerty', 'qwertz', 'azerty', 'asdfghjkl', 'zxcvbnm', 'qazwsxedc'],
  ...['1q2w3e4r5t6y', '1q2w3e4r', 'qazwsx', 'q1w2e3r4', '1qaz2wsx3edc', '1qaz2wsx', 'qweasdzxc', 'asdfgh'],
  ...['123456789o12', '123456789o', '123456789', '12345678', '1234567', '123456', '12345', '1234'],
  ...['987654321o', '987654321', '87654321', '654321', '111111', '123123', '123321', '112233', '121212'],
  ...['abc123', 'abcd1234', 'abcdefg', 'abcdef', 'aa123456', 'a1b2c3d4', '1a2b3c4d', 'abcabc', 'abcd'],
  ...['iloveyou', 'letmein', 'letmeinnow', 'welcome', 'welcomehome', 'trustno1', 'changeme', 'changeit'],
  ...['administrator', 'admin', 'administrador', 'superuser', 'sysadmin', 'root', 'toor', 'guest', 'default'],
  ...['monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'basketball', 'superman', 'batman'],
  ...['starwars', 'pokemon', 'whatever', 'shadow', 'master', 'michael', 'jennifer', 'jordan', 'charlie'],
  ...['secret', 'secretsecret', 'topsecret', 'geheim', 'access', 'login', 'signin', 'hello', 'helloworld'],
  ...['summer', 'winter', 'spring', 'autumn', 'january', 'february', 'monday', 'company', 'test', 'testtest'],
  ...['flightdeck', 'correcthorsebatterystaple', 'correcthorse', 'computer', 'internet', 'google', 'samsung'],
];
