-- Tracking records go out to tracking-changes.
CALL relayed('user_classification_tracking');
