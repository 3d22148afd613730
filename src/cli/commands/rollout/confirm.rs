//! The question before traffic is moved in a protected context.

use crate::cli::Ui;
use crate::cli::carry_out::ask;
use crate::cli::carry_out::flags::CarryOutArgs;
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;

/// Asks for the name of the context, unless it was given. Elsewhere nobody is asked.
pub async fn confirm(
    what: &str,
    given: Option<&str>,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<(), Error> {
    let args = CarryOutArgs {
        yes: settings.protected.is_none(),
        confirm: given.map(str::to_owned),
        ..CarryOutArgs::default()
    };
    if !ask::is_needed(&args, settings)? {
        return Ok(());
    }
    let context = settings.protected.as_deref().unwrap_or_default();
    let answer = ui.ask(format!("{what} Type `{context}` to confirm")).await;
    let answer = answer.map_err(|mut error| {
        // Nobody is there to be asked, and -y would not do.
        for hint in error.hints.iter_mut().filter(|hint| hint.contains("-y")) {
            *hint = format!("--confirm {context} confirms it; nothing was changed");
        }
        error
    })?;
    if answer.trim() == context {
        Ok(())
    } else {
        Err(Error::new(Exit::Refused, "declined; nothing was changed"))
    }
}
