//! Names of people, given by hand.

use super::Monitor;
use crate::form;
use crate::view::{PersonName, PersonView, Refusal, Snapshot};
use crate::wake::{Ask, What};

impl Monitor {
    /// Everything that the window needs to draw the board.
    ///
    /// # Errors
    /// When the loop does not run.
    pub async fn snapshot(&self) -> Result<Snapshot, Refusal> {
        let snapshot = if self.looks_only() {
            self.still_snapshot().await?
        } else {
            self.ask(Ask::Snapshot).await?
        };
        // A board with ids is better than none.
        let people = self.named_people().await.unwrap_or_default();
        Ok(Snapshot { people, ..snapshot })
    }

    /// Gives a person a name, another one, or none.
    ///
    /// # Errors
    /// When nothing is known that they started, or the history cannot be written.
    pub async fn name_person(&self, named: PersonName) -> Result<(), Refusal> {
        self.write(move |history| {
            history.name_person(&named.id, form::name(&named.name).as_deref())
        })
        .await?;
        self.tell(What::PeopleNamed).await
    }

    async fn named_people(&self) -> Result<Vec<PersonView>, Refusal> {
        let people = self.read(history::Reader::named_people).await?;
        let view = |person: history::Person| {
            let name = person.name?;
            Some(PersonView {
                id: person.id,
                name,
            })
        };
        Ok(people.into_iter().filter_map(view).collect())
    }
}
