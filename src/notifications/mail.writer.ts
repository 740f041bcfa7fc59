import { Injectable } from '@nestjs/common';
import type { Language } from '#config/languages';
import { Settings } from '#config/settings';
import { UnitOfWork } from '#libs/database/unit-of-work';
import { Dictionary } from '#libs/i18n/words';
import type { Mail } from '#libs/mail/mailer';
import { AccountLinks, AccountRequests, EmailChanges, LINK_HOURS, People, RequestConfirmations } from '../accounts/index.js';
import { trainingCases } from '../cases/index.js';
import { mailText } from './mail.text.js';
import type { NotificationKind } from './notification.kinds.js';

/** A notification whose mail has not gone out. */
export interface WaitingMail {
  readonly id: string;
  readonly accountId: string | null;
  /** The address that its event was about; whoever has an account may have another by now. */
  readonly email: string;
  readonly kind: NotificationKind;
  readonly caseReference: string | null;
  readonly link: string;
  readonly requestId: string | null;
  readonly createdAt: Date;
}

interface Reader {
  readonly email: string;
  /** Empty where nobody has shown yet that the address is theirs: what a stranger calls somebody is not said in a mail of ours. */
  readonly name: string;
  readonly language: Language;
  readonly link: string;
  readonly reason?: string;
}

/** Writes mails at the moment of sending: in the language and to the address that the person has now, with a link that lies nowhere else. */
@Injectable()
export class MailWriter {
  constructor(
    private readonly people: People,
    private readonly requests: AccountRequests,
    private readonly links: AccountLinks,
    private readonly confirmations: RequestConfirmations,
    private readonly emailChanges: EmailChanges,
    private readonly work: UnitOfWork,
    private readonly dictionary: Dictionary,
    private readonly settings: Settings,
  ) {}

  /** @returns undefined when there is nobody left to tell: an account that was disabled, a link no longer needed, one that an address asked for that is not theirs any more */
  async write(waiting: WaitingMail): Promise<Mail | undefined> {
    const reader = waiting.accountId ? await this.owner(waiting, waiting.accountId) : await this.requester(waiting);
    if (!reader) return undefined;
    const { name, email, language, link, reason } = reader;
    const words = this.dictionary.in(language);
    const reference = waiting.caseReference ?? '';
    const isTraining = reference !== '' && (await this.work.read((tx) => trainingCases(tx, [reference]))).has(reference);
    const { subject, text } = mailText(words, waiting.kind, { name, link: this.settings.publicOrigin + link, reference, isTraining, reason, hours: LINK_HOURS });
    return { id: waiting.id, at: waiting.createdAt, to: email, subject, text, language };
  }

  private async owner({ kind, link, email }: WaitingMail, accountId: string): Promise<Reader | undefined> {
    const person = (await this.people.byIds([accountId])).get(accountId);
    const isForANewcomer = kind === 'account-approved';
    if (!person || person.isActive === isForANewcomer) return undefined;
    if (kind === 'password-reset' && email !== person.email) return undefined;
    if (kind === 'email-confirmation') {
      const confirmation = await this.work.run((tx) => this.emailChanges.issue(tx, accountId, email));
      return confirmation === undefined ? undefined : { ...person, email, link: inTheirLanguage(confirmation, person) };
    }
    const to = kind === 'email-changed' ? email : person.email;
    const purpose = isForANewcomer ? 'activation' : kind === 'password-reset' ? 'reset' : undefined;
    return { ...person, email: to, link: purpose ? inTheirLanguage(await this.work.run((tx) => this.links.issue(tx, accountId, purpose)), person) : link };
  }

  private async requester({ kind, requestId, link, email }: WaitingMail): Promise<Reader | undefined> {
    if (!requestId) return undefined;
    const { name, language, refusalReason } = await this.requests.find(requestId);
    if (kind !== 'account-confirmation') return { name, email, language, link, reason: refusalReason ?? '' };
    const confirmation = await this.work.run((tx) => this.confirmations.issue(tx, requestId));
    return confirmation === undefined ? undefined : { name: '', email, language, link: inTheirLanguage(confirmation, { language }) };
  }
}

/** What such a link opens is read before anybody has signed in, maybe in a browser that speaks another language. */
const inTheirLanguage = (link: string, { language }: Pick<Reader, 'language'>): string => `${link}?lang=${language}`;
