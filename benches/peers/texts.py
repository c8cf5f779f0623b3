"""The texts that all programs read, as JSON Lines of {"id", "text"}."""

import json
import pathlib


def rows_of(path):
    """The rows of a file of JSON Lines, of a text, or of a folder of them."""
    path = pathlib.Path(path)
    if path.is_dir():
        inside = (p for p in sorted(path.rglob("*")) if p.suffix in (".txt", ".jsonl", ".ndjson"))
        return [row for file in inside for row in rows_of(file)]
    if path.suffix == ".txt":
        return [{"id": path.stem, "text": path.read_text(encoding="utf-8")}]
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [{"id": str(row.get("id", at)), "text": row["text"]} for at, row in enumerate(rows)]


def write(path, rows):
    """Writes rows and gives what they come to."""
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    texts = [row["text"] for row in rows]
    return {
        "path": str(path),
        "texts": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "bytes": sum(len(text.encode()) for text in texts),
    }


def of_length(rows, length, least):
    """Documents of `length` bytes, `least` bytes in all, out of the texts of rows put end to end."""
    whole = "\n\n".join(row["text"] for row in rows).encode()
    count = max(1, -(-least // length))
    if len(whole) < count * length:
        raise ValueError(f"{len(whole)} bytes of text are too few for {count} of {length}")
    pieces = (whole[at * length : (at + 1) * length] for at in range(count))
    return [{"id": str(at), "text": piece.decode(errors="ignore")} for at, piece in enumerate(pieces)]
