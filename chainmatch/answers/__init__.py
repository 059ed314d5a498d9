"""What an opened workbench is asked, answered the same on the command line and over HTTP."""
