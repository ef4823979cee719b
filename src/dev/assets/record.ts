import { startRecording } from "./record/start-recording.ts";

const page = document.querySelector<HTMLElement>("[data-record]");
const form = document.querySelector<HTMLFormElement>("form[data-session]");
if (page?.dataset.sale !== undefined && form !== null) startRecording(form, page.dataset.sale);
