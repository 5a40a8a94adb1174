namespace Orleans.Runtime;

/// <summary>The reminder table refused: someone else changed the reminder in between. Trying again may help.</summary>
public sealed class ReminderException(string message) : OrleansException(message);
