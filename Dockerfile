# The packages are installed in one stage and copied to the next, so that pip's leftovers stay behind.
FROM python:3.13-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/python -m pip install --require-hashes -r requirements.txt

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PRODUCTION=1 STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media
RUN useradd --system --uid 10001 --home-dir /app convergenze \
    && mkdir -p /app /srv/static /srv/media \
    && chown convergenze /srv/static /srv/media
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .
# Hashed and compressed static files are made here once. The key lives for this step only; no database is touched.
RUN SECRET_KEY=only-while-building DATABASE_URL=postgres://nobody@localhost/none \
    python manage.py collectstatic --noinput --verbosity 0
USER convergenze
EXPOSE 8000
VOLUME /srv/media
# The health page answers only to the site's own names, so the probe calls it by the first of them.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-c", \
    "import os, urllib.request as u; host = os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.'); u.urlopen(u.Request('http://127.0.0.1:8000/status', headers={'Host': host}), timeout=4)"]
# As many workers as WEB_CONCURRENCY says (one per core is right); they are renewed now and then.
CMD ["gunicorn", "convergenze.wsgi", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", \
    "--timeout", "60", "--max-requests", "2000", "--max-requests-jitter", "200", "--access-logfile", "-"]
