//! The question before a plan is carried out. What cannot be taken back stands last, just above it.

use crate::cli::Ui;
use crate::cli::carry_out::flags::CarryOutArgs;
use crate::cli::carry_out::{Errand, report};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::settings::Settings;
use crate::output::change::{self, View};
use crate::output::count::Count;
use crate::output::style::printable;
use crate::plan::{Action, Plan};

/// How many resources a line above the question names.
const NAMED: usize = 10;

/// Whether somebody has to be asked. A protected context is confirmed by its name.
pub fn is_needed(args: &CarryOutArgs, settings: &Settings) -> Result<bool, Error> {
    let Some(context) = protected(settings) else { return Ok(!args.yes) };
    match &args.confirm {
        Some(name) if name == context => Ok(false),
        Some(name) => Err(Error::new(
            Exit::Refused,
            format!("the context is `{context}`, not `{name}`; nothing was changed"),
        )),
        None if args.yes => Err(Error::new(
            Exit::Refused,
            format!("the context `{context}` is protected, so -y is not enough"),
        )
        .hint(format!("--confirm {context} confirms it; nothing was changed"))),
        None => Ok(true),
    }
}

/// The name of the context, if whoever changes something there has to type it.
fn protected(settings: &Settings) -> Option<&String> {
    settings.context.as_ref().filter(|_| settings.protected)
}

/// Asks before a change that is no plan, where the context is protected. The session is closed
/// while somebody thinks.
pub async fn guard(
    what: &str,
    confirm: Option<&str>,
    session: Session,
    settings: &Settings,
    ui: &mut Ui,
) -> Result<Session, Error> {
    let Some(context) = protected(settings) else { return Ok(session) };
    let confirm = confirm.map(str::to_owned);
    if !is_needed(&CarryOutArgs { confirm, ..CarryOutArgs::default() }, settings)? {
        return Ok(session);
    }
    let question = format!("{what} on {}? Type `{context}` to confirm", session.target);
    session.close();
    if ask_name(question, context, ui).await? != context.as_str() {
        return Err(declined());
    }
    Session::open(settings).await
}

/// Asks for the name of a protected context; answers what was typed.
async fn ask_name(question: String, context: &str, ui: &mut Ui) -> Result<String, Error> {
    let answer = ui.ask(question).await.map_err(|mut error| {
        // Nobody is there to be asked, and -y would not do.
        for hint in error.hints.iter_mut().filter(|hint| hint.contains("-y")) {
            *hint = format!("--confirm {context} confirms it; nothing was changed");
        }
        error
    })?;
    Ok(answer.trim().to_owned())
}

fn declined() -> Error {
    Error::new(Exit::Refused, "declined; nothing was changed")
}

/// Shows the plan and asks whether to carry it out.
pub async fn ask(
    errand: &Errand<'_>,
    settings: &Settings,
    target: &str,
    ui: &mut Ui,
) -> Result<(), Error> {
    let plan = errand.plan;
    ui.say(&format!("{}{}", brief(plan), change::summary(plan.counts())));
    for line in grave(plan) {
        ui.say(&line);
    }
    let changes = Count::new(plan.steps.len(), "change", "changes");
    let question = format!("Do {changes} to {} on {target}?", report::meshes(plan));
    let context = protected(settings);
    loop {
        let answer = match context {
            Some(context) => {
                let question = format!("{question} Type `{context}` to confirm, d for details");
                ask_name(question, context, ui).await?
            }
            None => ui.ask(format!("{question} [y/N/d(etails)]")).await?.trim().to_lowercase(),
        };
        match (answer.as_str(), context) {
            (name, Some(context)) if name == context => return Ok(()),
            ("y" | "yes", None) => return Ok(()),
            ("d" | "details", _) => {
                let view = View { gone: true, ..errand.view(ui.talk, None) };
                let details = change::outcomes(plan, view);
                ui.say(&format!("{details}{}", change::others(plan)));
            }
            ("" | "n" | "no", _) | (_, Some(_)) => return Err(declined()),
            _ => ui.say("answer y for yes, n for no, d to see every field"),
        }
    }
}

/// One line for each step.
fn brief(plan: &Plan) -> String {
    let line = |step: &crate::plan::Step| {
        let action = &step.action;
        format!("{} {}\n", action.mark(), printable(&plan.address(action.id())))
    };
    plan.steps.iter().map(line).collect()
}

/// What cannot be taken back, or interrupts traffic.
fn grave(plan: &Plan) -> Vec<String> {
    let deletes: Vec<String> = plan
        .steps
        .iter()
        .filter(|step| matches!(step.action, Action::Delete { .. }))
        .map(|step| printable(&plan.address(step.action.id())))
        .collect();
    let mut lines = Vec::new();
    for step in &plan.steps {
        if let Some(disruption) = &step.disruption {
            let address = printable(&plan.address(step.action.id()));
            lines.push(format!("Disruptive: {address}: {}", printable(&disruption.text)));
        }
    }
    if !deletes.is_empty() {
        let more = deletes.len().saturating_sub(NAMED);
        let named = deletes[..deletes.len() - more].join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        lines.push(format!("Delete: {named}{more}"));
    }
    lines
}
