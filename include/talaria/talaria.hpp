// Everything of the web part. A file that needs less includes the finer headers, each of which stands for itself.
#pragma once
