/*
 * The editor of a definition: numbers of lines, indentation, samples, and a check while one types.
 *
 * In the words of older browsers: tests of other plugins read the form of a job with one.
 */
(function () {
  const QUIET = 400; // milliseconds between the last key and the question
  const ROWS = 12;
  const STEP = "    ";

  const part = (name, words) => {
    const element = document.createElement("div");
    element.className = "stage-gate-editor__" + name;
    element.textContent = words || "";
    return element;
  };

  /** Asks what is wrong with the text: one question at a time, and an answer about an older text is not shown. */
  const checker = (text, address, show, failed) => {
    let timer;
    let asking = false;
    let again = false;

    const ask = () => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      const value = text.value;
      const headers = crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" });
      fetch(address, { method: "POST", headers: headers, body: "value=" + encodeURIComponent(value) })
        .then((response) => (response.ok ? response.text() : failed()), failed)
        .then((answer) => {
          asking = false;
          if (value === text.value) {
            show(answer);
          }
          if (again) {
            again = false;
            ask();
          }
        });
    };
    return (after) => {
      clearTimeout(timer);
      timer = setTimeout(ask, after);
    };
  };

  /** Numbers beside the lines, and marks behind the words that are wrong. */
  const page = (text) => {
    const numbers = part("numbers");
    const marks = part("marks");
    const margin = part("margin");
    const sheet = part("sheet");
    const frame = part("page");
    margin.setAttribute("aria-hidden", "true");
    marks.setAttribute("aria-hidden", "true");
    text.parentNode.insertBefore(frame, text);
    frame.appendChild(margin).appendChild(numbers);
    frame.appendChild(sheet).appendChild(marks);
    sheet.appendChild(text);
    let problems = [];

    const follow = () => {
      numbers.style.transform = "translateY(" + -text.scrollTop + "px)";
      marks.style.transform = "translate(" + -text.scrollLeft + "px, " + -text.scrollTop + "px)";
    };
    const number = (line) => part(problems.some((one) => one.line === line) ? "wrong" : "right", String(line));
    const mark = (problem) => {
      const start = problem.column - 1;
      const row = part("mark", problem.of.slice(0, start));
      const word = document.createElement("u");
      word.textContent = problem.of.slice(start, start + problem.length) || " ";
      row.appendChild(word);
      row.style.top =
        "calc(var(--stage-gate-inset) + " + (problem.line - 1) + " * var(--stage-gate-line-height))";
      return row;
    };
    const draw = () => {
      const lines = text.value.split("\n");
      // What was said of a line that has changed since may no longer be so.
      problems = problems.filter((one) => lines[one.line - 1] === one.of);
      numbers.textContent = "";
      lines.forEach((_, index) => numbers.appendChild(number(index + 1)));
      margin.style.width = "calc(" + String(lines.length).length + "ch + 1.5rem)";
      marks.textContent = "";
      problems.forEach((one) => marks.appendChild(mark(one)));
      text.rows = Math.max(ROWS, lines.length + 1);
      follow();
    };
    text.addEventListener("scroll", follow);
    text.addEventListener("input", draw);
    draw();
    return (found) => {
      const lines = text.value.split("\n");
      found.forEach((one) => { one.of = lines[one.line - 1] || ""; });
      problems = found;
      draw();
    };
  };

  /** Shows a word of the text, and selects it. */
  const go = (text, place) => {
    const before = text.value.split("\n").slice(0, place.line - 1);
    const start = before.reduce((sum, line) => sum + line.length + 1, place.column - 1);
    text.focus();
    text.setSelectionRange(start, start + place.length);
    text.scrollTop = before.length * parseFloat(getComputedStyle(text).lineHeight) - text.clientHeight / 2;
  };

  /** Writes in place of what is selected as if somebody typed it, so that it can be undone. */
  const write = (text, words) => {
    if (words) {
      document.execCommand("insertText", false, words);
    } else if (text.selectionStart < text.selectionEnd) {
      document.execCommand("delete");
    }
  };

  const lineStart = (text) => text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;

  const before = (text) => text.value.slice(lineStart(text), text.selectionStart);

  const indentLines = (text, back) => {
    const from = lineStart(text);
    const end = text.value.indexOf("\n", Math.max(from, text.selectionEnd - 1));
    const to = end < 0 ? text.value.length : end;
    const lines = text.value.slice(from, to).split("\n");
    const moved = lines.map((line) => (back ? line.replace(/^( {1,4}|\t)/, "") : line && STEP + line)).join("\n");
    text.setSelectionRange(from, to);
    write(text, moved);
    text.setSelectionRange(lines.length > 1 ? from : from + moved.length, from + moved.length);
  };

  const indent = (text, back) => {
    if (back || text.value.slice(text.selectionStart, text.selectionEnd).indexOf("\n") >= 0) {
      indentLines(text, back);
    } else {
      write(text, STEP.slice(before(text).length % STEP.length));
    }
  };

  const breakLine = (text) => {
    const line = before(text);
    write(text, "\n" + line.match(/^[ \t]*/)[0] + (line.trim().slice(-1) === "{" ? STEP : ""));
  };

  const closeBlock = (text) => {
    const line = before(text);
    if (line && !line.trim()) {
      text.setSelectionRange(text.selectionStart - Math.min(line.length, STEP.length), text.selectionEnd);
    }
    write(text, "}");
  };

  /** Keys that mean more in code. After Esc, Tab leaves as it does everywhere else. */
  const keys = (text) => {
    let leaving = false;
    const work = (event) => {
      switch (event.key) {
        case "Tab": return leaving ? null : () => indent(text, event.shiftKey);
        case "Enter": return () => breakLine(text);
        case "}": return () => closeBlock(text);
        default: return null;
      }
    };
    text.addEventListener("keydown", (event) => {
      const commands = event.ctrlKey || event.metaKey || (event.altKey && event.key !== "}");
      if (commands || event.isComposing || event.key === "Shift") {
        return;
      }
      const todo = work(event);
      leaving = event.key === "Escape";
      if (todo) {
        event.preventDefault();
        todo();
      }
    });
    text.addEventListener("blur", () => { leaving = false; });
  };

  /** Samples are offered as long as nobody has written anything of their own. */
  const samples = (text, menu) => {
    const select = menu.querySelector("select");
    const offered = Array.from(select.options).map((option) => option.value);
    const offer = () => { menu.hidden = text.value.trim() !== "" && offered.indexOf(text.value) < 0; };
    select.addEventListener("change", () => {
      if (select.value) {
        text.focus();
        text.select();
        write(text, select.value);
        text.setSelectionRange(0, 0);
        text.scrollTop = 0;
      }
    });
    text.addEventListener("input", offer);
    offer();
  };

  const place = (problem) => ({
    line: Number(problem.getAttribute("data-line")),
    column: Number(problem.getAttribute("data-column")),
    length: Number(problem.getAttribute("data-length")),
  });

  Behaviour.specify(".stage-gate-editor", "stage-gate-editor", 0, (editor) => {
    const text = editor.querySelector("textarea");
    if (!text || editor.getAttribute("data-ready")) {
      return;
    }
    editor.setAttribute("data-ready", "true");
    text.setAttribute("aria-label", editor.getAttribute("data-label"));
    text.setAttribute("wrap", "off");
    text.setAttribute("spellcheck", "false");
    text.setAttribute("autocapitalize", "off");
    const area = editor.closest(".jenkins-form-item").querySelector(".validation-error-area");
    area.setAttribute("role", "status");
    const mark = page(text);
    const show = (answer) => {
      updateValidationArea(area, answer);
      const problems = Array.from(area.querySelectorAll(".stage-gate-problem"));
      problems.forEach((problem) => { problem.onclick = () => go(text, place(problem)); });
      text.setAttribute("aria-invalid", String(area.querySelector(".error") !== null));
      mark(problems.map(place));
    };
    const failed = () => {
      const words = document.createElement("div");
      words.className = "error";
      words.textContent = editor.getAttribute("data-failed");
      return words.outerHTML;
    };
    const check = checker(text, editor.getAttribute("data-check"), show, failed);
    keys(text);
    samples(text, editor.querySelector(".stage-gate-editor__samples"));
    text.addEventListener("input", () => check(QUIET));
    if (text.value) {
      check(0);
    }
  });
})();
