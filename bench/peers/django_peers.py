"""django-hordak on PostgreSQL and django-ledger on SQLite: transfers one after the other.

Usage: django_peers.py hordak|ledger DATABASE. Prints `single RATE` and `batch RATE`.
"""

import sys
import time
from datetime import datetime, timezone
from decimal import Decimal

import django
from django.conf import settings

WHICH, DATABASE = sys.argv[1:3]
ENGINES = {
    "hordak": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "hordak",
        "HOST": DATABASE,
        "USER": "postgres",
    },
    "ledger": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATABASE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    },
}
APPS = {"hordak": ["mptt", "hordak"], "ledger": ["django_ledger"]}

settings.configure(
    SECRET_KEY="of no use",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": ENGINES[WHICH]},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.admin",
        *APPS[WHICH],
    ],
    MIDDLEWARE=[],
    ROOT_URLCONF=None,
    CURRENCIES=["EUR"],
    DEFAULT_CURRENCY="EUR",
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

call_command("migrate", verbosity=0, interactive=False)


def say(what, count, work):
    begun = time.monotonic()
    work(count)
    print(f"{what} {count / (time.monotonic() - begun):.1f}", flush=True)


def hordak():
    from hordak.models import Account, AccountType, Leg, Transaction
    from moneyed import Money

    accounts = [
        Account.objects.create(
            name=f"Member {n}", code=str(n), type=AccountType.liability, currencies=["EUR"]
        )
        for n in range(100)
    ]

    def one(n):
        amount = Money(Decimal(15 + n % 12 * 15), "EUR")
        made = Transaction.objects.create(description="help")
        giver, receiver = accounts[n * 7 % 100], accounts[(n * 7 + 1 + n % 50) % 100]
        Leg.objects.create(transaction=made, account=giver, credit=amount)
        Leg.objects.create(transaction=made, account=receiver, debit=amount)

    def singles(count):
        for n in range(count):
            with transaction.atomic():
                one(n)

    def batches(count):
        for begun in range(0, count, 100):
            with transaction.atomic():
                for n in range(begun, begun + 100):
                    one(n)

    singles(50)
    say("single", 500, singles)
    say("batch", 1000, batches)


def ledger():
    from django.contrib.auth import get_user_model
    from django_ledger.models import AccountModel, EntityModel

    user = get_user_model().objects.create_user("ruth", "ruth@example.org", "long enough")
    entity = EntityModel.create_entity(
        name="Wrensham", use_accrual_method=True, admin=user, fy_start_month=1
    )
    chart = entity.create_chart_of_accounts(
        coa_name="members", commit=True, assign_as_default=True
    )
    accounts = [
        entity.create_account(
            coa_model=chart,
            code=f"2{n:04}",
            name=f"Member {n}",
            role="lia_cl_other",
            balance_type="credit",
            active=True,
        )
        for n in range(20)
    ]
    accounts = [a if isinstance(a, AccountModel) else a[-1] for a in accounts]
    book = entity.create_ledger(name="help", posted=True)
    moment = datetime(2026, 6, 15, tzinfo=timezone.utc)

    def singles(count):
        for n in range(count):
            amount = Decimal(15 + n % 12 * 15)
            lines = [
                {"account": accounts[n % 20], "amount": amount, "tx_type": "credit",
                 "description": "help"},
                {"account": accounts[(n + 1 + n % 7) % 20], "amount": amount,
                 "tx_type": "debit", "description": "help"},
            ]
            with transaction.atomic():
                book.commit_txs(je_timestamp=moment, je_txs=lines, je_posted=True)

    singles(10)
    say("single", 100, singles)


{"hordak": hordak, "ledger": ledger}[WHICH]()
