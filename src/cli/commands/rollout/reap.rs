//! `reap`: rollouts whose driver is gone do what their policy says.

use serde_json::{Value, json};

use crate::cli::Ui;
use crate::cli::args::OutputFormat;
use crate::cli::commands::rollout::venue::{Mode, ModeArg, Venue, options};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::settings::Settings;
use crate::drive::tags::TagsError;
use crate::drive::tags::loss::{Loss, Reaped, reap};
use crate::output::json::{envelope, text};
use crate::rollout::position::Position;

/// Have rollouts whose driver is gone do what their `onLoss` says
///
/// For a scheduled job, where rollouts are driven by command lines. It takes as long as the longest
/// lease, since a driver is only known to be gone when it was silent for all of that.
#[derive(Debug, clap::Args)]
pub struct ReapArgs {
    /// Where rollouts are looked for
    #[arg(long, value_name = "MODE", value_enum, default_value_t)]
    mode: ModeArg,
}

pub async fn run(args: &ReapArgs, settings: &Settings, ui: &mut Ui) -> Result<Exit, Error> {
    let venue = Venue::open(settings, args.mode).await?;
    let mut all = Vec::new();
    if venue.mode == Mode::Client {
        settings.changing.begin();
        let meshes = match &settings.mesh {
            Some(mesh) => vec![mesh.to_string()],
            None => venue.session.client.meshes().await?,
        };
        for mesh in &meshes {
            all.extend(reap(&venue.session.client, mesh, &options(settings, false)).await?);
        }
    } else {
        ui.status("the control plane looks after its rollouts itself");
    }
    venue.close().await;
    let exit = all.iter().map(exit_of).max_by_key(|exit| exit.code()).unwrap_or(Exit::Done);
    write(&all, exit, settings, ui)?;
    Ok(exit)
}

/// What could not be taken back is somebody's to look at; all else was done.
fn exit_of(reaped: &Reaped) -> Exit {
    match &reaped.outcome {
        Ok(Loss::Ended(state)) if Position::of(state) == Position::RollbackFailed => {
            Exit::from(Position::RollbackFailed)
        }
        Ok(_) | Err(TagsError::Held(_) | TagsError::Lost) => Exit::Done,
        Err(_) => Exit::ControlPlane,
    }
}

fn write(all: &[Reaped], exit: Exit, settings: &Settings, ui: &mut Ui) -> Result<(), Error> {
    let lines: Vec<String> = all.iter().map(line).collect();
    match settings.output {
        OutputFormat::Json => {
            let mut document = envelope("rollout-reap", exit.code());
            document.insert("rollouts".to_owned(), all.iter().map(object).collect());
            ui.out().write_all(text(&Value::Object(document)).as_bytes())?;
        }
        OutputFormat::Name => {
            for reaped in all.iter().filter(|one| matches!(one.outcome, Ok(Loss::Ended(_)))) {
                ui.out().write_all(format!("{}\n", reaped.lock.rollout).as_bytes())?;
            }
        }
        _ => {
            for line in &lines {
                ui.out().write_all(format!("{line}\n").as_bytes())?;
            }
            if all.is_empty() {
                ui.status("no rollout is under way");
            }
        }
    }
    Ok(())
}

/// What was done, in a word.
fn word(reaped: &Reaped) -> &'static str {
    match &reaped.outcome {
        Ok(Loss::Ended(state)) if Position::of(state) == Position::RollbackFailed => "failed",
        Ok(Loss::Ended(_)) => "rolled-back",
        Ok(Loss::Stays) => "stays",
        Ok(Loss::NeverBegan) => "never-began",
        Ok(Loss::RoutesGone) => "routes-gone",
        Err(TagsError::Held(_) | TagsError::Lost) => "driven",
        Err(_) => "failed",
    }
}

fn line(reaped: &Reaped) -> String {
    let (id, who) = (&reaped.lock.rollout, reaped.lock.who());
    match &reaped.outcome {
        Ok(Loss::Ended(state)) if Position::of(state) == Position::RollbackFailed => {
            format!("{id}: {who} is gone, and the traffic could not be taken back")
        }
        Ok(Loss::Ended(_)) => format!("{id}: {who} is gone; the traffic is on the baseline"),
        Ok(Loss::Stays) => format!("{id}: stays as it is, as its onLoss says"),
        Ok(Loss::NeverBegan) => format!("{id}: never began; its lock was taken away"),
        Ok(Loss::RoutesGone) => format!(
            "{id}: its routes are gone, so there is nothing to take back; its lock was taken away"
        ),
        Err(TagsError::Held(_) | TagsError::Lost) => format!("{id}: {who} drives it"),
        Err(error) => format!("{id}: {error}"),
    }
}

fn object(reaped: &Reaped) -> Value {
    let mut object = json!({
        "id": reaped.lock.rollout,
        "driver": reaped.lock.who(),
        "result": word(reaped),
    });
    if let Err(error) = &reaped.outcome {
        object["reason"] = error.to_string().into();
    }
    object
}
