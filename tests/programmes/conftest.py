"""A few programmes that tests count by hand."""

import pytest

from programmes import workflow
from programmes.status import SubmitterKind
from tests.factories import NOTES, make_programme, make_submitter


@pytest.fixture
def few_programmes(taxonomy):
    """Three counted programmes, one of them joint; one withdrawn, one never public."""
    unep = make_submitter("UNEP", SubmitterKind.UN_ENTITY)
    feasta = make_submitter("Feasta", SubmitterKind.MAJOR_GROUP)
    make_programme(title={"en": "Bins", "fr": "Bacs"}, submitters=[unep, "France", "Sweden"])
    make_programme(title="Bags", instrument="legal", submitters=["France"])
    make_programme(
        title={"en": "Cups", "zh-hans": "杯子"}, stage="waste", instrument="legal", submitters=[feasta]
    )
    gone = make_programme(title="Gone", stage="products", submitters=[unep])
    workflow.change_status(programme=gone, kind="withdrawn", notes=NOTES, by=None, reason="Asked.")
    make_programme(title="Unfinished", stage="products", submitters=[unep], published=False)
