/**
 * What people put into passwords because it comes first to mind: words (English, French, Spanish, the hospital, the
 * product), rows of keys, alphabets, counting, and long phrases that every guessing list has. Lower case, no spaces.
 */
export const COMMON = [
  // words
  'telecase', 'telemedicine', 'telemedecine', 'password', 'passwort', 'passphrase', 'motdepasse', 'contrasena', 'contraseña', 'secret', 'azerty', 'qwerty', 'qwertz',
  'welcome', 'bienvenue', 'bienvenido', 'letmein', 'changeme', 'admin', 'administrator', 'administrateur', 'administrador', 'user', 'utilisateur', 'login', 'account',
  'hospital', 'hopital', 'hôpital', 'clinic', 'clinique', 'clinica', 'doctor', 'docteur', 'medecin', 'médecin', 'medico', 'médico', 'nurse', 'infirmier', 'infirmiere',
  'patient', 'mission', 'project', 'projet', 'specialist', 'medco', 'coordinator', 'dermatology', 'pediatrics', 'psychiatry', 'radiology', 'health', 'sante', 'santé',
  'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman', 'iloveyou', 'jetaime', 'teamo', 'trustno1', 'master', 'shadow', 'soleil',
  'bonjour', 'hello', 'hola', 'summer', 'winter', 'spring', 'autumn', 'printemps', 'hiver', 'love', 'family', 'internet', 'computer', 'whatsapp', 'google', 'facebook',
  'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'monday', 'sunday',
  // rows of keys, alphabets, counting
  'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertzuiop', 'yxcvbnm', 'qazwsxedcrfvtgbyhnujmikolp', 'qazwsx', 'edcrfv', 'tgbyhn',
  '1q2w3e4r5t6y7u8i9o0p', '1qaz2wsx3edc4rfv5tgb', '1qaz2wsx', '3edc4rfv', '5tgb6yhn', 'q1w2e3r4t5', 'zaq12wsx', 'abcdefghijklmnopqrstuvwxyz', 'abcdefgh', 'abc123',
  '12345678901234567890', '1234567890', '0123456789', '9876543210', '12345678', '123456', '654321', '1234', '4321', '0987654321', '147258369', '789456123', '112233',
  // phrases
  'correcthorsebatterystaple', 'thequickbrownfox', 'jumpsoverthelazydog', 'maytheforcebewithyou', 'tobeornottobe', 'opensesame', 'sesameouvretoi', 'onceuponatime',
  'iletaitunefois', 'letitbe', 'helloworld', 'todayisagoodday', 'thisismypassword', 'idontknow', 'jenesaispas', 'nevergonnagiveyouup', 'iloveyouforever',
];
