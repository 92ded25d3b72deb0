"""What people do to organizations: each deed asks its policy, and is kept in the audit trail."""
