using System.Data.Common;
using Agents.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Diagnostics;

namespace Agents.Silo.Storage;

/// <summary>Answers 503 with the reason where a request needs the database and the database cannot be used.</summary>
internal sealed class DatabaseProblems(IDatabase database) : IExceptionHandler
{
    // Of the SQL standard and of PostgreSQL; SQLite has no such codes.
    private const string NoSuchCharacter = "22021";
    private const string TookTooLong = "57014";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (DatabaseUnusableException or DbException))
        {
            return false;
        }

        if (exception is DbException { SqlState: NoSuchCharacter })
        {
            await Problem.WriteAsync(httpContext, StatusCodes.Status400BadRequest, "The request holds the character NUL, which cannot be stored. Leave it out.");
            return true;
        }

        if (exception is DbException failed)
        {
            database.ReportFailure(failed);
            if (database.Problem is null && failed.SqlState != TookTooLong)
            {
                // The statement is wrong, not the database.
                return false;
            }
        }

        httpContext.Response.Headers.RetryAfter = "2";
        await Problem.WriteAsync(
            httpContext, StatusCodes.Status503ServiceUnavailable, exception is DatabaseUnusableException ? exception.Message : database.Problem ?? "The database took too long.");
        return true;
    }
}
