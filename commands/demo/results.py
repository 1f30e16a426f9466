"""What a played visit leaves in its folder: papers, acts as central stored them, and the transcript."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from commands.central_case import case_json
from commands.demo.played.pages import PlayedTask
from commands.demo.played.visit import PlayedVisit
from commands.demo.world import World

JsonObject = Mapping[str, Any]


def leave_results(out: Path, world: World, visit: PlayedVisit, wall_seconds: float) -> JsonObject:
    """Write everything; the transcript is also the answer. One task leaves its papers and act in ``out``
    itself, several leave them in a folder each.
    """
    several = len(visit.done) > 1
    acts = [_leave_task(out / task.task_id if several else out, world, task) for task in visit.done]
    transcript = visit.transcript
    summary = {
        "clock": world.clock.now().isoformat(timespec="seconds"),
        "clock_is_shifted": world.clock_is_shifted,
        "acts": acts,
        "results": [f"{name}.pdf" for name in visit.results],
        "steps": [asdict(step) for step in transcript.steps],
        "visit_seconds": transcript.total,
        "wall_seconds_with_screenshots": round(wall_seconds, 3),
        "longest_interface_gap_ms": transcript.longest_gap_ms(),
        "face_gap_ms": transcript.longest_gap_ms("face_check: "),
        "preview_fps": transcript.preview_fps,
    }
    (out / "transcript.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2), "utf-8")
    return summary


def _leave_task(folder: Path, world: World, task: PlayedTask) -> JsonObject:
    folder.mkdir(exist_ok=True)
    stored = world.central.stored_act(task.act_id)
    (folder / "act.json").write_text(json.dumps(stored, ensure_ascii=False, indent=2), "utf-8")
    for name, printed in task.papers.items():
        printed.rename(folder / f"{name}.pdf")
    whole = world.case_of(stored["joined"] or str(task.act_id))
    case = json.dumps(case_json(whole), ensure_ascii=False, indent=2, default=str)
    (folder / "case.json").write_text(case, "utf-8")
    return {
        "task": task.task_id,
        "act_id": str(task.act_id),
        "case_number": stored["case_number"],
        "case_state": whole.case.state.value,
        "papers": [f"{name}.pdf" for name in task.papers],
    }


def tell(out: Path, summary: JsonObject) -> None:
    """The same for people."""
    if summary["clock_is_shifted"]:
        print(f"The clocks of kiosk and central were set to {summary['clock']}: only then can this be done.")
    for step in summary["steps"]:
        print(f"{step['seconds']:8.3f} s  {step['task'] or '-':30}{step['name']}")
    print(f"{summary['visit_seconds']:8.3f} s  the whole visit, screenshots not counted")
    for act in summary["acts"]:
        print(
            f"Central stored {act['task']} as {act['case_number']}, now {act['case_state']};"
            f" printed: {', '.join(act['papers'])}"
        )
    if summary["results"]:
        print(f"Shown or calculated, and printed: {', '.join(summary['results'])}")
    print(f"Screenshots, papers, acts, cases and transcript.json: {out}/")
