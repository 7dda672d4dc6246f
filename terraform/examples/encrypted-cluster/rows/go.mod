module kanesh.io/rows

go 1.25

require (
	github.com/apache/cassandra-gocql-driver/v2 v2.1.2
	gopkg.in/inf.v0 v0.9.1 // indirect
)
