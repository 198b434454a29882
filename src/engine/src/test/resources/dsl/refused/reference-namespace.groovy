releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource'; namespace 'App' } }
        stage('Build') {
            build('Package') {
                environment COMMIT: '#{Ap.CommitId}'
                steps {
                    withEnv(['BRANCH=#{Branch.Name}']) {
                        sh 'make'
                    }
                }
            }
        }
    }
}
