releasePipeline {
    variables { string 'Région' }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Deploy to production') {
            deploy('Deploy') {
                commands './deploy.sh'
                output 'Deploy.Log', files: 'deploy.log'
                namespace 'Deploy!'
                environment 'WITH-DASH': 'x'
                exports ''
            }
        }
    }
}
