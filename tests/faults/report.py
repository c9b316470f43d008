"""What passed, failed and could not be tried here."""


class Report:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def note(self, name, wrong):
        if wrong:
            self.failed += 1
            print(f"failed: {name}", *wrong[:5], sep="\n\t", flush=True)
        else:
            self.passed += 1

    def skip(self, name, why):
        self.skipped += 1
        print(f"skipped: {name}: {why}", flush=True)

    @staticmethod
    def say(text):
        print(text, flush=True)

    def end(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}")
        return 1 if self.failed else 0
