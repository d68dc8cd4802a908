"""The courier: what the follow-up has to tell is carried to Discord, each message once."""
