"""The Rasa agent, embedded: its actions, its graph and its tracker store inside our process."""

import os
import warnings

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
# The deprecations of Rasa's own libraries are nothing that an operator could mend.
warnings.filterwarnings("ignore")
