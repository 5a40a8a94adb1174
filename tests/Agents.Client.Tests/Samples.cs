namespace Agents.Client.Tests;

internal static class Samples
{
    public const string Execution = """
        {"id":"exec_1","workflow_id":"greet","workflow_name":"Greet","workflow_version":2,"status":"completed","trigger_type":"api",
         "created_at":"2026-01-02T03:04:05Z","started_at":"2026-01-02T03:04:05.5Z","completed_at":"2026-01-02T03:04:07Z","duration_seconds":1.5,
         "total_tokens":{"input":10,"output":5,"total":15},"total_cost_usd":null,"inputs":{"name":"Zoë 🦊"},"outputs":{"text":"hi"},
         "last_seq":7,"a_member_of_a_later_version":true}
        """;

    public static string Event(long seq, string type) => $$"""
        event: {{type}}
        id: {{seq}}
        data: {"seq":{{seq}},"type":"{{type}}","at":"2026-01-02T03:04:05Z","data":{"step_id":"s1"} }


        """;
}
