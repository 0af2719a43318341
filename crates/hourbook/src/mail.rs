//! Mail: what the outbox says leaves the bank, while it is served.
//!
//! **Shape.** One task looks every few seconds: it sorts new notices (that also fills the pile of
//! letters), takes mails that are due, writes and sends each, and writes down how it went.
//! Without a mail server it only sorts.
//!
//! **Limits.** A trade never waits for mail: the task has its own connection to the mail server,
//! and to the bank it is one more writer. A mail is handed over at most once unless a coordinator
//! asks for more: [`timebank::delivery`] has the states.

mod settings;
mod transport;

use std::sync::Arc;
use std::time::Duration;

use database::Database;
use timebank::access::{self, Secret};
use timebank::bank;
use timebank::clock::{Channel, Clock, random_bytes};
use timebank::delivery::{self, Errand, Trouble};
use timebank::joining::{self, ApplicantErrand};
use timebank::outbox::NoticeKind;
use timebank::{Moment, System};
use web::PublicUrl;
use web::mail::Mail;

pub(crate) use settings::{MailSettings, Said};
use transport::Transport;

use crate::failure::Outcome;

/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_secs(5);

/// How many mails are taken at once.
const AT_ONCE: u32 = 20;

/// Who sends: the bank's file, the clock, the server that takes mail.
pub(crate) struct Postman {
    database: Database,
    clock: Arc<dyn Clock>,
    address: PublicUrl,
    transport: Option<Transport>,
}

/// Why a round came to nothing; said in the log, tried again at the next.
type Halt = Box<dyn std::error::Error + Send + Sync>;

impl Postman {
    /// A postman; without settings one that only sorts.
    pub(crate) fn new(
        database: Database,
        clock: Arc<dyn Clock>,
        address: PublicUrl,
        settings: Option<MailSettings>,
    ) -> Outcome<Self> {
        let transport = settings.map(|settings| Transport::new(settings, transport::PATIENCE));
        Ok(Self {
            database,
            clock,
            address,
            transport: transport.transpose()?,
        })
    }

    /// Goes round for ever. Whoever starts it ends it by dropping it: a mail that is on its way
    /// at that moment is found at the next start and shown to a coordinator.
    pub(crate) async fn go_round(self) {
        if let Err(error) = self.recover().await {
            tracing::warn!(%error, "mail that was under way could not be looked at");
        }
        let mut ticks = tokio::time::interval(LOOK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = self.round().await {
                tracing::warn!(%error, "a round of mail could not be finished");
            }
        }
    }

    async fn moment(&self) -> Result<Moment, Halt> {
        let now = self.clock.now();
        let read = self.database.read(bank::get);
        Ok(read.await?.moment(now, Channel::Cli))
    }

    async fn recover(&self) -> Result<(), Halt> {
        let moment = self.moment().await?;
        let found = self
            .database
            .write(move |tx| {
                let letters = joining::recover_mail(tx, &System::COMMAND_LINE, &moment)?;
                let mails = delivery::recover(tx, &System::COMMAND_LINE, &moment)?;
                timebank::Result::Ok(letters + mails)
            })
            .await?;
        if found > 0 {
            tracing::warn!(
                mails = found,
                "the program stopped while mail was under way"
            );
        }
        Ok(())
    }

    async fn round(&self) -> Result<(), Halt> {
        let moment = self.moment().await?;
        let mail = self.transport.is_some();
        let unsorted = self.database.read(delivery::has_new).await?;
        if unsorted {
            self.database
                .write(move |tx| delivery::sort(tx, &System::COMMAND_LINE, mail, &moment))
                .await?;
        }
        let Some(transport) = &self.transport else {
            return Ok(());
        };
        self.round_of_members(transport, moment).await?;
        self.round_of_applicants(transport, moment).await
    }

    async fn round_of_members(&self, transport: &Transport, moment: Moment) -> Result<(), Halt> {
        let due = self
            .database
            .read(move |conn| delivery::is_due(conn, moment.now))
            .await?;
        if !due {
            return Ok(());
        }
        let errands = self
            .database
            .write(move |tx| delivery::claim(tx, &System::COMMAND_LINE, AT_ONCE, &moment))
            .await?;
        // One line for the whole round: where nobody answers, nothing is handed over.
        let reached = transport.knock().await;
        for errand in errands {
            let went = match reached {
                Ok(()) => self.send(transport, &errand).await,
                Err(trouble) => Err(trouble),
            };
            self.write_down(errand, went).await?;
        }
        Ok(())
    }

    /// The same for letters to people who asked to join.
    async fn round_of_applicants(&self, transport: &Transport, moment: Moment) -> Result<(), Halt> {
        let due = self
            .database
            .read(move |conn| joining::mail_is_due(conn, moment.now))
            .await?;
        if !due {
            return Ok(());
        }
        let errands = self
            .database
            .write(move |tx| joining::claim_mail(tx, &System::COMMAND_LINE, AT_ONCE, &moment))
            .await?;
        let reached = transport.knock().await;
        for errand in errands {
            let went = match reached {
                Ok(()) => self.send_letter(transport, &errand).await,
                Err(trouble) => Err(trouble),
            };
            let moment = self.moment().await?;
            self.database
                .write(move |tx| {
                    joining::mail_tried(tx, &System::COMMAND_LINE, &errand, went, &moment)
                })
                .await?;
        }
        Ok(())
    }

    async fn send_letter(
        &self,
        transport: &Transport,
        errand: &ApplicantErrand,
    ) -> Result<(), Trouble> {
        let written = errand.clone();
        let read = self
            .database
            .read(move |conn| web::mail::to_applicant(conn, &written));
        match read.await {
            Ok(mail) => transport.send(&errand.into(), &mail).await,
            Err(error) => {
                tracing::warn!(%error, "a letter could not be written as a mail");
                Err(Trouble::PutOff)
            }
        }
    }

    async fn send(&self, transport: &Transport, errand: &Errand) -> Result<(), Trouble> {
        match self.written(errand.clone()).await {
            Ok(Some(mail)) => transport.send(&errand.into(), &mail).await,
            Ok(None) => Err(Trouble::Gone),
            Err(error) => {
                tracing::warn!(%error, notice = errand.notice.id, "a mail could not be written");
                Err(Trouble::PutOff)
            }
        }
    }

    async fn written(&self, errand: Errand) -> Result<Option<Mail>, Halt> {
        let address = self.address.clone();
        let link = match errand.notice.kind {
            NoticeKind::SignInLink => match self.begin_link(&errand).await? {
                Some(secret) => Some(secret),
                None => return Ok(None),
            },
            _ => None,
        };
        let read = self
            .database
            .read(move |conn| web::mail::write(conn, &errand, &address, link.as_ref()));
        Ok(read.await?)
    }

    /// A link to sign in begins to work when its mail is written: its secret stands in the mail
    /// and nowhere else.
    async fn begin_link(&self, errand: &Errand) -> Result<Option<Secret>, Halt> {
        let secret = Secret::new(random_bytes());
        let (begun, notice) = (secret.clone(), errand.notice.clone());
        let moment = self.moment().await?;
        let works = self
            .database
            .write(move |tx| {
                access::begin_link(tx, &System::COMMAND_LINE, &notice, &begun, &moment)
            })
            .await?;
        Ok(works.then_some(secret))
    }

    async fn write_down(&self, errand: Errand, went: Result<(), Trouble>) -> Result<(), Halt> {
        if let Err(trouble) = went {
            tracing::info!(
                notice = errand.notice.id,
                attempt = errand.attempts,
                trouble = trouble.as_str(),
                "a mail has not arrived"
            );
        }
        let moment = self.moment().await?;
        self.database
            .write(move |tx| delivery::tried(tx, &System::COMMAND_LINE, &errand, went, &moment))
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
